package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.reader.Comments;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.util.List;

/** Statements of comments. */
public final class CommentStatements {
    private final Comments comments;

    public CommentStatements(Comments comments) {
        this.comments = comments;
    }

    /** @param named the object as COMMENT ON names it, for instance {@code TABLE "a"."b"} */
    public List<String> on(ObjectId id, String named) {
        return comments.of(id).stream()
                .filter(comment -> comment.column() == null)
                .map(comment -> statement(named, comment.text()))
                .toList();
    }

    public List<String> onColumns(ObjectId relation, TableName target) {
        return comments.of(relation).stream()
                .filter(comment -> comment.column() != null)
                .map(comment -> statement(
                        "COLUMN " + Sql.quoted(target) + "." + Sql.identifier(comment.column()), comment.text()))
                .toList();
    }

    private static String statement(String named, String text) {
        return "COMMENT ON " + named + " IS " + Sql.literal(text).strip();
    }
}
