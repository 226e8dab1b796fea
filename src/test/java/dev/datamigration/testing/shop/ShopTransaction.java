package dev.datamigration.testing.shop;

import java.sql.SQLException;

/** What happens in one transaction; whoever calls it commits. */
@FunctionalInterface
interface ShopTransaction {
    void run(ShopSession session) throws SQLException;
}
