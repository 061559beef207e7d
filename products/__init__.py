"""What we build and how it goes: products, outcomes, initiatives, check-ins, imports."""
