package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import java.sql.SQLException;
import java.util.List;

/**
 * Settings of objects that the schema migration left for later, for instance triggers that are enabled ALWAYS: for such
 * the ledger's name is the statement itself.
 */
final class PostponedSettings implements PostSwitchoverActions {
    private static final String SETTINGS = """
            SELECT number, name, on_table FROM datamigration.schema_object
             WHERE task_id = ? AND NOT done AND error IS NOT NULL AND kind = 'Setting' ORDER BY number
            """;

    @Override
    public String what() {
        return "settings that the schema migration postponed";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        if (sides.newSideName() == Side.Source) {
            return List.of();
        }
        return sides.newSide()
                .list(
                        SETTINGS,
                        row -> action(row.getInt("number"), row.getString("name"), row.getString("on_table"), sides),
                        sides.switchover().taskId());
    }

    private static PostSwitchoverAction action(int number, String sql, String subject, BothSides sides) {
        var set = PostSwitchoverAction.statement(
                "Setting of " + subject, Side.Target, "What the migration had postponed is set.", sql);
        return new PostSwitchoverAction(set.name(), set.side(), set.plan(), set.sql(), connection -> {
            var done = set.work().run(connection);
            markDone(number, sides);
            return done;
        });
    }

    private static void markDone(int number, BothSides sides) throws SQLException {
        var switchover = sides.switchover();
        switchover.onNewSide().remember("noting what is set", connection -> {
            try (var statement = connection.prepareStatement("UPDATE datamigration.schema_object"
                    + " SET done = true, error = NULL WHERE task_id = ? AND number = ?")) {
                statement.setString(1, switchover.taskId());
                statement.setInt(2, number);
                statement.executeUpdate();
            }
        });
    }
}
