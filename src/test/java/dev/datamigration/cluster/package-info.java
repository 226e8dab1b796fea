/** What the operator answers about itself, asked of the packaged application. */
package dev.datamigration.cluster;
