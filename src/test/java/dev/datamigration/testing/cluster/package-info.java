/** What turns an API server into a cluster of this machine: controllers, and a kubelet that runs pods as processes. */
package dev.datamigration.testing.cluster;
