package io.tidegate.devices.gadgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Topics and payloads as Shelly's API documents show them, for both generations. */
class ShellyTest {

    private final Family first = new ShellyGen1(new Topics("shellies"));
    private final Family second = new ShellyGen2(new Topics(""));

    private String first(String behind, String payload) {
        List<String> heard = Heard.by(first, "shellies/" + behind, payload);
        return heard.isEmpty() ? "" : heard.getFirst();
    }

    private List<String> second(String topic, String payload) {
        return Heard.by(second, topic, payload);
    }

    @Test
    void a_relay_of_the_first_generation_tells_watt_minutes_and_gets_kWh() {
        assertEquals("shelly1pm-8C on=true", first("shelly1pm-8C/relay/0", "on"));
        assertEquals("shelly25-1A on.1=false", first("shelly25-1A/relay/1", "off"));
        assertEquals("shelly1pm-8C power=60.5", first("shelly1pm-8C/relay/0/power", "60.50"));
        assertEquals("shelly1pm-8C energy=1.5", first("shelly1pm-8C/relay/0/energy", "90000"));
        assertEquals("shelly1pm-8C deviceTemperature=41.2", first("shelly1pm-8C/temperature", "41.2"));
        assertEquals("", first("shelly1pm-8C/temperature_f", "106.2"));
        assertEquals("shelly1pm-8C on=false cause='overpower'", first("shelly1pm-8C/relay/0", "overpower"));
        assertEquals(
                List.of("shelly1pm-8C energy=1.5", "shelly1pm-8C in {energy=kW.h}"),
                Heard.by(first, "shellies/shelly1pm-8C/relay/0/energy", "90000"));
    }

    @Test
    void a_meter_of_the_first_generation_tells_Wh() {
        assertEquals("shellyem3-A energy.2=123.456", first("shellyem3-A/emeter/2/total", "123456"));
        assertEquals("shellyem3-A energyReturned=0.5", first("shellyem3-A/emeter/0/total_returned", "500.0"));
        assertEquals("shellyem3-A voltage=231.2", first("shellyem3-A/emeter/0/voltage", "231.2"));
        assertEquals("shellyem3-A powerFactor.1=0.98", first("shellyem3-A/emeter/1/pf", "0.98"));
        assertEquals("", first("shellyem3-A/emeter/0/energy", "77"));
    }

    @Test
    void sensors_and_buttons_of_the_first_generation() {
        assertEquals("shellyht-2 temperature=21.5", first("shellyht-2/sensor/temperature", "21.50"));
        assertEquals("shellydw2-2 open=true", first("shellydw2-2/sensor/state", "open"));
        assertEquals("shellydw2-2 open=false", first("shellydw2-2/sensor/state", "close"));
        assertEquals("shellydw2-2 illuminance=64.0", first("shellydw2-2/sensor/lux", "64"));
        assertEquals("shellyflood-2 flood=true", first("shellyflood-2/sensor/flood", "true"));
        assertEquals("shelly1-2 input=true", first("shelly1-2/input/0", "1"));
        assertEquals(
                "shellyix3-2 action.2='double'",
                first("shellyix3-2/input_event/2", "{\"event\":\"SS\",\"event_cnt\":7}"));
        assertEquals("", first("shellyix3-2/input_event/2", "{\"event\":\"\",\"event_cnt\":7}"));
        assertEquals("shelly1-2 temperature.1=4.5", first("shelly1-2/ext_temperature/1", "4.5"));
        assertEquals("shellyswitch25-2 position=40.0", first("shellyswitch25-2/roller/0/pos", "40"));
    }

    @Test
    void who_sleeps_on_a_battery_is_not_called_away() {
        assertEquals("shelly1pm-8C is away", first("shelly1pm-8C/online", "false"));
        assertEquals("shellyht-2 is there", first("shellyht-2/online", "true"));
        assertEquals("", first("shellyht-2/online", "false"));
        assertEquals(List.of(), second("shellyplusht-08b61fcb7f3c/online", "false"));
        assertEquals(List.of(), second("shellyhtg3-08b61fcb7f3c/online", "false"));
        assertEquals(
                List.of("shellyplus1pm-a8032ab12345 is away"), second("shellyplus1pm-a8032ab12345/online", "false"));
    }

    @Test
    void what_a_shelly_of_the_first_generation_says_of_itself_is_not_for_us() {
        assertEquals("", first("shelly1pm-8C/info", "{\"wifi_sta\":{\"connected\":true}}"));
        assertEquals("", first("shelly1pm-8C/announce", "{\"id\":\"shelly1pm-8C\"}"));
        assertEquals(List.of(), Heard.by(first, "shellies/command", "announce"));
        assertTrue(first("shelly1pm-8C/relay/0/power", "\u0000").startsWith("unread"));
    }

    @Test
    void a_status_of_the_second_generation_is_one_reading_with_kWh() {
        assertEquals(
                List.of(
                        "shellyplus1pm-a8 on=true power=8.9 voltage=237.5 current=0.066 energy=1.0625"
                                + " deviceTemperature=41.1",
                        "shellyplus1pm-a8 in {current=A, deviceTemperature=Cel, energy=kW.h, power=W, voltage=V}"),
                second(
                        "shellyplus1pm-a8/status/switch:0",
                        "{\"id\":0,\"source\":\"timer\",\"output\":true,\"timer_started_at\":1626935739.79,"
                                + "\"timer_duration\":60,\"apower\":8.9,\"voltage\":237.5,\"current\":0.066,"
                                + "\"aenergy\":{\"total\":1062.5,\"by_minute\":[45.199,47.141,88.397],"
                                + "\"minute_ts\":1626935779},\"temperature\":{\"tC\":41.1,\"tF\":106}}"));
        assertEquals(List.of(), second("shellyplus1pm-a8/status/sys", "{\"uptime\":4}"));
    }

    @Test
    void a_notification_holds_what_has_changed_and_its_time() {
        assertEquals(
                "shellypro4pm-f0 on.2=false power.2=0.0 at 2026-11-23T10:00:00.430Z",
                second(
                                "shellypro4pm-f0/events/rpc",
                                "{\"src\":\"shellypro4pm-f0\",\"dst\":\"shellypro4pm-f0/events\","
                                        + "\"method\":\"NotifyStatus\",\"params\":{\"ts\":1795428000.43,\"switch:2\":"
                                        + "{\"id\":2,\"output\":false,\"apower\":0.0,\"source\":\"button\"}}}")
                        .getFirst());
    }

    @Test
    void presses_of_the_second_generation_are_events() {
        assertEquals(
                List.of("shellyplusi4-f0 action.1='single_push' at 2026-11-23T10:00:00.430Z"),
                second(
                        "shellyplusi4-f0/events/rpc",
                        "{\"src\":\"shellyplusi4-f0\",\"method\":\"NotifyEvent\",\"params\":{\"ts\":1795428000.43,"
                                + "\"events\":[{\"component\":\"input:1\",\"id\":1,\"event\":\"single_push\","
                                + "\"ts\":1795428000.43}]}}"));
        assertEquals(
                List.of(),
                second(
                        "shellyplusi4-f0/events/rpc",
                        "{\"method\":\"NotifyEvent\",\"params\":{\"ts\":1,\"events\":[{\"component\":\"sys\","
                                + "\"event\":\"ota_begin\"}]}}"));
    }

    @Test
    void a_full_status_is_read_whole_and_meters_have_phases() {
        assertEquals(
                "shellyhtg3-1 battery=72.0 batteryVoltage=4.93 externalPower=false temperature=22.1 humidity=51.6"
                        + " signal=-61.0 at 2026-11-23T10:00:00Z",
                second(
                                "shellyhtg3-1/events/rpc",
                                "{\"method\":\"NotifyFullStatus\",\"params\":{\"ts\":1795428000,\"ble\":{},"
                                        + "\"devicepower:0\":{\"id\":0,\"battery\":{\"V\":4.93,\"percent\":72},"
                                        + "\"external\":{\"present\":false}},\"temperature:0\":{\"id\":0,\"tC\":22.1,"
                                        + "\"tF\":71.8},\"humidity:0\":{\"id\":0,\"rh\":51.6},\"wifi\":{\"ssid\":\"x\","
                                        + "\"rssi\":-61},\"sys\":{\"uptime\":1}}}")
                        .getFirst());
        assertEquals(
                "shellypro3em-1 a.power=120.5 a.powerFactor=0.9 power=300.1 current=2.2",
                second(
                                "shellypro3em-1/status/em:0",
                                "{\"id\":0,\"a_act_power\":120.5,\"a_pf\":0.9,\"n_current\":null,"
                                        + "\"total_act_power\":300.1,\"total_current\":2.2}")
                        .getFirst());
        assertEquals(
                "shellypro3em-1 a.energy=1.5 energy=4.5 energyReturned=0.25",
                second(
                                "shellypro3em-1/status/emdata:0",
                                "{\"id\":0,\"a_total_act_energy\":1500,\"total_act\":4500,\"total_act_ret\":250}")
                        .getFirst());
    }

    @Test
    void what_is_broken_or_from_somebody_else_is_told_or_let_be() {
        assertTrue(second("shellyplus1-1/status/switch:0", "{").getFirst().startsWith("unread"));
        assertTrue(second("shellyplus1-1/status/switch:0", "7").getFirst().startsWith("unread"));
        assertEquals(List.of(), second("shellyplus1-1/command/switch:0", "on"));
        assertEquals(List.of(), second("shellyplus1-1/online", "perhaps"));
    }
}
