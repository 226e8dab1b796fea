package dev.datamigration.database.postgres.switchover;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.switchover.Listing;
import dev.datamigration.database.switchover.SwitchoverItems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Checks whether the application's roles can be fenced, where that is asked for. */
record FenceCheck(PostgresServer server, CheckedDatabase database) {
    private static final String NAME = "Fence";

    List<SwitchoverItem> look(Collection<String> roles) {
        var side = server.side();
        var items = new ArrayList<SwitchoverItem>();
        var fence = new PostgresWriteFence(server);
        for (var role : roles) {
            if (!database.isTrue("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ?)", role)) {
                items.add(SwitchoverItems.failed(
                        NAME,
                        side,
                        "The role %s does not exist on the %s. Correct spec.forwardSwitchover.applicationRoles."
                                .formatted(role, side.word()),
                        "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database();"));
            } else if (!database.permits(fence.raising(role))) {
                items.add(SwitchoverItems.failed(
                        NAME, side, "The account may not alter the role %s.".formatted(role), fence.remedy(role)));
            }
        }
        maySignal(roles, items);
        return items.isEmpty()
                ? List.of(SwitchoverItems.passed(NAME, side, "The account may fence the application's roles."))
                : items;
    }

    /** Ending sessions takes being a superuser, pg_signal_backend, or the role itself. */
    private void maySignal(Collection<String> roles, List<SwitchoverItem> items) {
        var unreachable =
                roles.stream().filter(role -> !database.isTrue("""
                        SELECT coalesce((SELECT NOT r.rolsuper AND (pg_catalog.pg_has_role(r.oid, 'MEMBER')
                                   OR pg_catalog.pg_has_role('pg_signal_backend', 'MEMBER'))
                                 OR (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
                            FROM pg_catalog.pg_roles r WHERE r.rolname = ?), true)
                        """, role)).toList();
        if (!unreachable.isEmpty()) {
            items.add(SwitchoverItems.failed(
                    NAME,
                    server.side(),
                    "The account may not end sessions of %s.".formatted(Listing.of(unreachable)),
                    new PostgresWriteFence(server).sessionsRemedy(unreachable)));
        }
    }
}
