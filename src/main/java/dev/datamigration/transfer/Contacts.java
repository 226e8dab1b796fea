package dev.datamigration.transfer;

import dev.datamigration.api.Side;
import dev.datamigration.database.Contact;

/** A worker's contact with both servers of its task; all runs of the worker share it. */
public final class Contacts {
    private final Contact source = new Contact();
    private final Contact target = new Contact();

    /** With the server of that side of the spec. */
    public Contact with(Side side) {
        return side == Side.Source ? source : target;
    }
}
