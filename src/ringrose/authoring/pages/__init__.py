"""The pages of a pack: what each of its rules, criteria and elements says, in words that any renderer can lay out."""
