package dev.datamigration.database.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The types of columns whose values are listed by name. */
public interface EnumTypes {

    /**
     * One of them.
     *
     * @param type as SQL means it
     * @param labels its values, in their order
     */
    record EnumType(String type, List<String> labels) {}

    /** By the names of the table's columns: also those whose type is made of such a type, as a domain or an array is. */
    Map<String, EnumType> read(Connection connection, TableName table) throws SQLException;

    /**
     * Returns the statements that give a type the values it lacks, in the order wanted; each can be run again.
     *
     * @param wanted in their order on the other side
     */
    List<String> additions(EnumType type, List<String> wanted);
}
