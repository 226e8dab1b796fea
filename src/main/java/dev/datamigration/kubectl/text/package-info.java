/** Holds what the plugin prints: streams, tables, and the texts of its commands. */
package dev.datamigration.kubectl.text;
