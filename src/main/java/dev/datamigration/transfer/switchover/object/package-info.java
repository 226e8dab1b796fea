/** Says what is done to objects when the application moves: sequences, triggers, settings, owners, large objects. */
package dev.datamigration.transfer.switchover.object;
