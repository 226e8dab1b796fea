/** Holds what the plugin asks of the cluster, through kubectl, and the answers as it reads them. */
package dev.datamigration.kubectl.cluster;
