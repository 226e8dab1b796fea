package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.PostgresServer;
import java.util.Locale;

/** How things are called in messages. */
final class Words {
    private Words() {}

    /** {@code source} or {@code target}, as in the spec. */
    static String side(PostgresServer server) {
        return side(server.side());
    }

    static String side(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
