package dev.datamigration.database.sequence;

import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads what generates the values of columns in one database, and sets it. All connections are in autocommit mode. */
public interface NextValues {

    /** Every sequence, by name, with who uses it. */
    List<SequenceState> read(Connection connection) throws SQLException;

    /**
     * The value in a column that its sequence comes to last; null where there is none. Takes long where no index has it.
     *
     * @param user of the sequence, whose type holds whole numbers
     */
    Long farthest(Connection connection, SequenceState sequence, SequenceState.User user) throws SQLException;

    /** Returns the statement that sets it. */
    String setting(TableName sequence, SequencePosition position);

    /** Returns the statement that sets it, with a gap for a person to fill in. */
    String settingByHand(TableName sequence);

    /** Returns the statement that lets the account read it. */
    String lettingRead(TableName sequence);

    /** Returns the statement that lets the account set it. */
    String lettingSet(TableName sequence);

    /** Returns a script that sets each sequence which belongs to a column beyond the column's values. */
    String scriptFromColumns();
}
