package io.tidegate.devices.gadgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Payloads as Tasmota's documentation and its forum show them. */
class TasmotaTest {

    private final Family family = new Tasmota(new Topics(""));

    private List<String> heard(String topic, String payload) {
        return Heard.by(family, topic, payload);
    }

    @Test
    void a_meter_has_plain_names_and_units() {
        assertEquals(
                List.of(
                        "freezer energy=3.185 energyYesterday=0.324 energyToday=0.133 power=12.0 apparentPower=23.0"
                                + " reactivePower=20.0 powerFactor=0.51 voltage=225.0 current=0.103",
                        "freezer in {apparentPower=V.A, current=A, energy=kW.h, energyToday=kW.h, energyYesterday=kW.h,"
                                + " power=W, reactivePower=var, voltage=V}",
                        "its clock shows 2026-11-23T10:00:01"),
                heard(
                        "tele/freezer/SENSOR",
                        "{\"Time\":\"2026-11-23T10:00:01\",\"ENERGY\":{\"TotalStartTime\":\"2024-01-05T10:00:00\","
                                + "\"Total\":3.185,\"Yesterday\":0.324,\"Today\":0.133,\"Period\":0,\"Power\":12,"
                                + "\"ApparentPower\":23,\"ReactivePower\":20,\"Factor\":0.51,\"Voltage\":225,"
                                + "\"Current\":0.103}}"));
    }

    @Test
    void a_meter_of_two_channels_numbers_them_from_one() {
        assertEquals(
                "plugs energy=1.5 power=12.0 power.2=0.0 current=0.1 current.2=0.0 voltage=230.0",
                heard(
                                "tele/plugs/SENSOR",
                                "{\"ENERGY\":{\"Total\":1.5,\"Power\":[12,0],\"Current\":[0.1,0.0],\"Voltage\":230}}")
                        .getFirst());
    }

    @Test
    void sensors_keep_their_names_since_there_may_be_several() {
        assertEquals(
                List.of(
                        "cold DS18B20-1.temperature=20.6 DS18B20-2.temperature=-18.2 BME280.temperature=21.0"
                                + " BME280.humidity=40.5 BME280.pressure=1013.2",
                        "cold in {BME280.humidity=%, BME280.pressure=hPa, BME280.temperature=Cel,"
                                + " DS18B20-1.temperature=Cel, DS18B20-2.temperature=Cel}",
                        "its clock shows 2017-02-16T10:13:52"),
                heard(
                        "tele/cold/SENSOR",
                        "{\"Time\":\"2017-02-16T10:13:52\",\"DS18B20-1\":{\"Id\":\"0416\",\"Temperature\":20.6},"
                                + "\"DS18B20-2\":{\"Id\":\"0417\",\"Temperature\":-18.2},\"BME280\":{\"Temperature\":21.0,"
                                + "\"Humidity\":40.5,\"Pressure\":1013.2},\"PressureUnit\":\"hPa\",\"TempUnit\":\"C\"}"));
        assertEquals(
                "cold in {AM2301.temperature=[degF]}",
                heard("tele/cold/SENSOR", "{\"AM2301\":{\"Temperature\":69},\"TempUnit\":\"F\"}")
                        .get(1));
    }

    @Test
    void its_state_is_its_switches_its_radio_and_how_long_it_runs() {
        assertEquals(
                "plug on=true on.2=false signal=-47.0 uptime=611.0",
                heard(
                                "tele/plug/STATE",
                                "{\"Time\":\"2026-11-23T10:00:00\",\"Uptime\":\"0T00:10:11\",\"UptimeSec\":611,"
                                        + "\"Heap\":27,\"POWER1\":\"ON\",\"POWER2\":\"OFF\",\"Wifi\":{\"AP\":1,"
                                        + "\"SSId\":\"shop\",\"RSSI\":100,\"Signal\":-47}}")
                        .getFirst());
    }

    @Test
    void a_switch_is_told_when_it_is_switched_and_a_button_when_it_is_pressed() {
        assertEquals(List.of("plug on=true"), heard("stat/plug/POWER", "ON"));
        assertEquals(List.of("plug on.2=false"), heard("stat/plug/POWER2", "OFF"));
        assertEquals(
                List.of("plug button1.action='SINGLE'"),
                heard("stat/plug/RESULT", "{\"Button1\":{\"Action\":\"SINGLE\"}}"));
        assertEquals(List.of(), heard("stat/plug/RESULT", "{\"POWER\":\"ON\"}"));
        assertEquals(List.of(), heard("stat/plug/RESULT", "{\"Command\":\"Unknown\"}"));
    }

    @Test
    void tele_and_the_name_may_stand_either_way_behind_a_prefix() {
        Family swapped = new Tasmota(new Topics("tasmota"));
        assertTrue(swapped.filters().contains("tasmota/+/tele/+"));
        assertEquals(List.of("plug is there"), Heard.by(swapped, "tasmota/plug/tele/LWT", "Online"));
        assertEquals(List.of("plug is away"), Heard.by(swapped, "tasmota/tele/plug/LWT", "Offline"));
        assertEquals(List.of(), Heard.by(swapped, "tele/plug/LWT", "Offline"));
    }

    @Test
    void what_it_says_else_is_not_for_us_and_what_is_broken_is_told() {
        assertEquals(List.of(), heard("tele/plug/INFO1", "{\"Info1\":{\"Module\":\"Sonoff\"}}"));
        assertEquals(List.of(), heard("cmnd/plug/POWER", "ON"));
        assertTrue(heard("tele/plug/SENSOR", "{\"Time\"").getFirst().startsWith("unread: The payload cannot be read"));
        assertTrue(heard("tele/plug/SENSOR", "[1]").getFirst().startsWith("unread: This is no JSON object"));
        assertEquals(
                "plug ", heard("tele/plug/SENSOR", "{\"\":{\"\":1}}").getFirst().substring(0, 5));
    }
}
