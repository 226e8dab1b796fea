/** Hosts and networks as people list them: what alerts, databases and Secrets are held to. Imports nothing of ours. */
package dev.datamigration.network;
