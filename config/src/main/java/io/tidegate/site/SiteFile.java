package io.tidegate.site;

import io.tidegate.observation.Origin;
import java.util.List;

/** A whole site file, valid in itself: ids are unique and every reference leads somewhere. */
public record SiteFile(
        Site site,
        GatewaySettings gateway,
        WebSettings web,
        MqttSettings mqtt,
        HistorySettings history,
        StockSettings stock,
        List<Profile> profiles,
        List<DeviceConfig> devices,
        List<SinkConfig> sinks) {

    /** The name under which the history keeps its place in the journal beside the sinks; so no sink has it as its id. */
    public static final String HISTORY_READER = "history";

    public SiteFile {
        profiles = List.copyOf(profiles);
        devices = List.copyOf(devices);
        sinks = List.copyOf(sinks);
    }

    /** This site with those parts of another file that a running gateway can change. */
    public SiteFile with(SiteFile next) {
        return new SiteFile(site, gateway, web, mqtt, history, stock, next.profiles, next.devices, next.sinks);
    }

    public Origin origin() {
        return new Origin(site.id(), gateway.id());
    }
}
