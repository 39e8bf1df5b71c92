"""Operations and papers on their way between this room and the city."""
