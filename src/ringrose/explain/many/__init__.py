"""Many cases side by side: their judgements, what fails how often, and how far published judgements agree."""
