package dev.datamigration.testing.proxy;

/** One of the two directions of a forwarded connection. */
public enum Way {
    /** From whoever connected to the proxy to the server behind it. */
    ToServer,
    /** From the server behind the proxy to whoever connected. */
    ToClient
}
