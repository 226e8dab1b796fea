package dev.datamigration.database.postgres.structure;

import dev.datamigration.database.table.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A piece of a database's structure: an object with a name of its own, or what belongs to a table.
 *
 * @param oid of the object; of a column, of its table
 * @param number of a column, else 0
 * @param values of the kind's attributes, in their order; null where one is not set. Texts are as the server printed them
 *     under the reading session's search path
 */
public record StructurePart(Key key, long oid, int number, List<String> values) {
    /**
     * Says what a part is told by.
     *
     * @param object its name, or that of the table or view it belongs to
     * @param part its own name within that, or the arguments of a function; empty otherwise
     */
    public record Key(StructureKind kind, TableName object, String part) {
        public Key of(TableName other) {
            return new Key(kind, other, part);
        }

        /** For people. */
        public String display() {
            if (kind == StructureKind.Function) {
                return object + "(" + part + ")";
            }
            return part.isEmpty() ? object.toString() : part + " of " + object;
        }
    }

    /** The value of one of the kind's attributes, or null. */
    public String value(String attribute) {
        return values.get(key.kind().attributes().indexOf(attribute));
    }

    /** Equal for equal values. */
    public String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var value : values) {
                digest.update(
                        (value == null ? "-" : "+" + value.length() + " " + value).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
