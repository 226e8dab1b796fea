/** Says what tasks hold on their servers, who has it, and how it is let go. */
package dev.datamigration.transfer.release;
