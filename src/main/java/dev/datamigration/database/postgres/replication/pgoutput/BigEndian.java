package dev.datamigration.database.postgres.replication.pgoutput;

/** Numbers as the protocol writes them. */
final class BigEndian {
    private BigEndian() {}

    static int int4(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }
}
