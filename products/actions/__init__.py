"""Changes made to the database, one domain verb each."""
