package dev.datamigration.transfer.help;

/** What a helper copied and committed. */
public record LoadedChunk(long rows, long bytes) {}
