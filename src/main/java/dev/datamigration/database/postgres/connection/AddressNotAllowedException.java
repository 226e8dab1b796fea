package dev.datamigration.database.postgres.connection;

import java.io.IOException;

/** A host has an address that the operator may not connect to. */
final class AddressNotAllowedException extends IOException {
    private static final long serialVersionUID = 1L;

    AddressNotAllowedException() {
        super("the address is not allowed");
    }
}
