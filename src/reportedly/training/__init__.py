"""Make the shipped model files again; needs torch and runs outside the product.

Nothing here is imported when Reportedly runs.
"""
