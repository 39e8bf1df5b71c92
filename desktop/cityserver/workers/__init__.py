"""What the workers of one city tell each other."""
