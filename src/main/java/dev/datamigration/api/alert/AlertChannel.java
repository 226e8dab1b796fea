package dev.datamigration.api.alert;

/** Says where an alert goes. */
public enum AlertChannel {
    DingTalk,
    Lark,
    Webhook
}
