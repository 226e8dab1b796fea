package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.ObjectId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Comments on user objects and on their columns. */
public final class Comments {
    private static final String SQL = """
            SELECT d.classoid::regclass::text AS catalog, d.objoid, a.attname, d.description
              FROM pg_description d
              LEFT JOIN pg_attribute a ON d.classoid = 'pg_class'::regclass AND d.objsubid > 0
                   AND a.attrelid = d.objoid AND a.attnum = d.objsubid
             WHERE d.objoid >= 16384
             ORDER BY d.objoid, d.objsubid
            """;
    private final Map<ObjectId, List<Comment>> comments = new HashMap<>();

    /** @param column or null where it is about the object as a whole */
    public record Comment(String column, String text) {}

    public static Comments read(Connection connection) throws SQLException {
        var comments = new Comments();
        Rows.read(
                connection,
                SQL,
                row -> comments.comments
                        .computeIfAbsent(
                                new ObjectId(row.getString("catalog"), row.getLong("objoid")), id -> new ArrayList<>())
                        .add(new Comment(row.getString("attname"), row.getString("description"))));
        return comments;
    }

    public List<Comment> of(ObjectId id) {
        return comments.getOrDefault(id, List.of());
    }
}
