package dev.datamigration.database.load;

import java.util.List;

/** The key by whose ranges a table is read, as the kind of database knows it that the table is read from. */
public interface TableKey {

    /** In the order of the index. */
    List<String> columns();
}
