/** A status while it is being decided: drafts, smaller forms for what does not fit, conditions as a list. */
package dev.datamigration.lifecycle.status;
