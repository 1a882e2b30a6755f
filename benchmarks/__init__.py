"""Measurements and fits that anybody can repeat; nothing here is shipped."""
