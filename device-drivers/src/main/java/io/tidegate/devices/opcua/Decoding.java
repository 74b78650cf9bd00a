package io.tidegate.devices.opcua;

import io.tidegate.observation.Value;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/** What the built-in types of OPC UA (Part 6, 5.1.2) are as a field. Pure. */
final class Decoding {

    private Decoding() {}

    /** @throws Unusable when it is no single number, flag or short text */
    static Value value(@Nullable Object held) throws Unusable {
        return switch (held) {
            case null -> throw new Unusable("holds nothing: check that the machine has filled it in");
            case Boolean flag -> Value.of(flag);
            case Number number -> number(number.doubleValue());
            case String text -> text(text);
            case LocalizedText text -> text(orEmpty(text.text()));
            case QualifiedName name -> text(orEmpty(name.name()));
            case DateTime time -> time(time);
            case UUID id -> text(id.toString());
            case NodeId id -> text(id.toParseableString());
            case ExpandedNodeId id -> text(id.toParseableString());
            case StatusCode status -> text(name(status));
            default -> throw noField(held);
        };
    }

    private static Value number(double number) throws Unusable {
        if (!Double.isFinite(number)) {
            throw new Unusable("is no number now (" + number + "): check the machine and its sensor");
        }
        return Value.of(number);
    }

    private static Value time(DateTime time) throws Unusable {
        if (time.isNull()) {
            throw new Unusable("holds nothing: check that the machine has filled it in");
        }
        return text(time.getJavaInstant().toString());
    }

    private static Value text(String text) throws Unusable {
        if (text.length() > Value.TEXT_LENGTH_MAX) {
            throw new Unusable("holds a text of " + text.length() + " characters, and a field has at most "
                    + Value.TEXT_LENGTH_MAX + ": check that it is the right node");
        }
        return Value.of(text);
    }

    private static Unusable noField(Object held) {
        if (held.getClass().isArray() || held instanceof Matrix) {
            return new Unusable(
                    "holds several values at once (" + held.getClass().getSimpleName()
                            + "), and a field is one: check whether the server has a node for each");
        }
        return new Unusable("holds a " + held.getClass().getSimpleName()
                + ", which is no number, flag or text: check whether the server has nodes for its parts");
    }

    /** {@code Bad_SensorFailure}, as manuals have it. */
    static String name(StatusCode status) {
        return StatusCodes.lookup(status.value())
                .map(words -> words[0])
                .orElseGet(() -> "0x%08X".formatted(status.value() & 0xFFFF_FFFFL));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
