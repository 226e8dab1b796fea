package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.transfer.switchover.fence.RoleFence;
import dev.datamigration.transfer.switchover.fence.RoleSessions;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.Listing;
import dev.datamigration.transfer.switchover.round.SwitchoverItems;
import dev.datamigration.transfer.switchover.round.Words;
import java.util.ArrayList;
import java.util.List;

/** Checks whether the application's roles can be fenced, where that is asked for. */
public final class FenceCheck implements SwitchoverCheck {
    private static final String NAME = "Fence";

    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var switchover = sides.switchover();
        var side = sides.oldSideName();
        if (!switchover.settings().fenceSource()) {
            return List.of(SwitchoverItems.passed(NAME, side, "Nothing is to be fenced."));
        }
        var items = new ArrayList<SwitchoverItem>();
        var fence = new RoleFence(switchover.run(), side);
        for (var role : switchover.settings().applicationRoles()) {
            if (!sides.oldSide().isTrue("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ?)", role)) {
                items.add(SwitchoverItems.failed(
                        NAME,
                        side,
                        "The role %s does not exist on the %s. Correct spec.forwardSwitchover.applicationRoles."
                                .formatted(role, Words.side(side)),
                        "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database();"));
            } else if (!sides.oldSide().permits(fence.fencing(role))) {
                items.add(SwitchoverItems.failed(
                        NAME, side, "The account may not alter the role %s.".formatted(role), fence.remedy(role)));
            }
        }
        maySignal(sides, items);
        return items.isEmpty()
                ? List.of(SwitchoverItems.passed(NAME, side, "The account may fence the application's roles."))
                : items;
    }

    /** Ending sessions takes being a superuser, pg_signal_backend, or the role itself. */
    private static void maySignal(BothSides sides, List<SwitchoverItem> items) {
        var roles = sides.switchover().settings().applicationRoles();
        var unreachable = roles.stream()
                .filter(role -> !sides.oldSide().isTrue("""
                        SELECT coalesce((SELECT NOT r.rolsuper AND (pg_catalog.pg_has_role(r.oid, 'MEMBER')
                                   OR pg_catalog.pg_has_role('pg_signal_backend', 'MEMBER'))
                                 OR (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
                            FROM pg_catalog.pg_roles r WHERE r.rolname = ?), true)
                        """, role))
                .toList();
        if (!unreachable.isEmpty()) {
            items.add(SwitchoverItems.failed(
                    NAME,
                    sides.oldSideName(),
                    "The account may not end sessions of %s.".formatted(Listing.of(unreachable)),
                    new RoleSessions(
                                    sides.switchover().run(), sides.switchover().oldSide(), roles)
                            .remedy(unreachable)));
        }
    }
}
