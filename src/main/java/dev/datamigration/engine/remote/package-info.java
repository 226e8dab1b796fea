/** Has tasks moved by worker processes elsewhere: finds them, tells them what is wanted and hears what is. */
package dev.datamigration.engine.remote;
