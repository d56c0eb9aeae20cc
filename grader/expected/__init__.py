"""What right answers look like: the reference's values for each case, how exact they can be, and certified gradients."""
