package io.tidegate.devices.modbus;

/** A unit is there and does not give what was asked for. The message says what to check. */
final class UnitRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private UnitRefusal(String message) {
        super(message);
    }

    /** In the words of what usually is the matter; the codes are those of Modbus Application Protocol V1.1b3, 7. */
    static UnitRefusal of(int code, int unit, Span span) {
        return switch (code) {
            case 1 ->
                new UnitRefusal(
                        "unit " + unit + " cannot read " + span + ": illegal function (Modbus exception 1)."
                                + " Check in its manual whether it is a coil, a discrete input, an input or a holding register");
            case 2 ->
                new UnitRefusal(
                        "unit " + unit + " has no " + span + ": illegal data address (Modbus exception 2). Check the"
                                + " addresses; many manuals count from 1 or 40001, where 0 is meant, and some units read no"
                                + " addresses between two values: set gap to 0");
            case 3 ->
                new UnitRefusal(
                        "unit " + unit + " does not give so much at once, " + span + ": illegal data value (Modbus"
                                + " exception 3). Check in its manual how many registers it reads at once, and set registersMax");
            case 4 ->
                new UnitRefusal("unit " + unit + " failed while it read " + span
                        + " (Modbus exception 4). Check the unit" + " itself; switching it off and on may help");
            case 5, 6 ->
                new UnitRefusal("unit " + unit + " is busy and does not read " + span + " now (Modbus exception " + code
                        + "). Check whether somebody else asks it, or ask less often");
            default ->
                new UnitRefusal("unit " + unit + " refuses to read " + span + " (Modbus exception " + code
                        + "). Check in its manual what that means");
        };
    }

    static UnitRefusal noSunSpec(int unit) {
        return new UnitRefusal(
                "unit " + unit + " does not speak SunSpec, or no model that the gateway knows. Check in its"
                        + " menu or manual whether SunSpec is switched on, and its unit number");
    }

    static UnitRefusal garbled(int unit, Span span) {
        return new UnitRefusal("the answer of unit " + unit + " does not fit the question for " + span
                + ". Check that no other unit has the same number, and nobody else asks on this line");
    }
}
