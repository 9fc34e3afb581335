"""The use cases, one module each, as the expert names them: the only room that joins service, papers and store."""
