package dev.datamigration.faults.scene;

import dev.datamigration.api.Side;

/** The two servers that all runs of this JVM use, each run with databases of its own. */
public final class Servers {
    private static Server source;
    private static Server target;

    private Servers() {}

    /** The server of that side; started when it is first asked for. */
    public static synchronized Server of(Side side) {
        if (source == null) {
            source = Server.start(Integer.getInteger("source.postgres", 17));
            target = Server.start(Integer.getInteger("target.postgres", 18));
            Runtime.getRuntime().addShutdownHook(new Thread(Servers::close));
        }
        return side == Side.Source ? source : target;
    }

    private static synchronized void close() {
        source.close();
        target.close();
    }
}
