package io.tidegate.devices.modbus;

import com.digitalpetri.modbus.ExceptionCode;
import com.digitalpetri.modbus.FunctionCode;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import io.tidegate.site.ModbusRegister.Table;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What stands in the units behind a server; an address without a value is refused. Safe from any thread. */
final class Units implements ModbusServices {

    private final Map<Integer, Map<Table, Map<Integer, Integer>>> units = new ConcurrentHashMap<>();

    /** Puts registers, or bits, of a unit one behind the other. */
    Units put(int unit, Table table, int address, int... values) {
        Map<Integer, Integer> there = units.computeIfAbsent(unit, each -> new ConcurrentHashMap<>())
                .computeIfAbsent(table, each -> new ConcurrentHashMap<>());
        for (int i = 0; i < values.length; i++) {
            there.put(address + i, values[i]);
        }
        return this;
    }

    /** From now on it is silent. */
    void remove(int unit) {
        units.remove(unit);
    }

    private Map<Integer, Integer> table(int unit, Table table) throws UnknownUnitIdException {
        Map<Table, Map<Integer, Integer>> tables = units.get(unit);
        if (tables == null) {
            throw new UnknownUnitIdException(unit);
        }
        return tables.getOrDefault(table, Map.of());
    }

    private static int value(Map<Integer, Integer> table, int address, FunctionCode function)
            throws ModbusResponseException {
        Integer value = table.get(address);
        if (value == null) {
            throw new ModbusResponseException(function, ExceptionCode.ILLEGAL_DATA_ADDRESS);
        }
        return value;
    }

    private byte[] bits(int unit, Table table, int address, int count)
            throws UnknownUnitIdException, ModbusResponseException {
        FunctionCode function = table == Table.COIL ? FunctionCode.READ_COILS : FunctionCode.READ_DISCRETE_INPUTS;
        Map<Integer, Integer> there = table(unit, table);
        byte[] bits = new byte[(count + 7) / 8];
        for (int i = 0; i < count; i++) {
            bits[i / 8] |= (byte) (value(there, address + i, function) << i % 8);
        }
        return bits;
    }

    private byte[] registers(int unit, Table table, int address, int count)
            throws UnknownUnitIdException, ModbusResponseException {
        FunctionCode function =
                table == Table.INPUT ? FunctionCode.READ_INPUT_REGISTERS : FunctionCode.READ_HOLDING_REGISTERS;
        Map<Integer, Integer> there = table(unit, table);
        ByteBuffer registers = ByteBuffer.allocate(count * 2);
        for (int i = 0; i < count; i++) {
            registers.putShort((short) value(there, address + i, function));
        }
        return registers.array();
    }

    @Override
    public ReadCoilsResponse readCoils(ModbusRequestContext context, int unit, ReadCoilsRequest request)
            throws UnknownUnitIdException, ModbusResponseException {
        return new ReadCoilsResponse(bits(unit, Table.COIL, request.address(), request.quantity()));
    }

    @Override
    public ReadDiscreteInputsResponse readDiscreteInputs(
            ModbusRequestContext context, int unit, ReadDiscreteInputsRequest request)
            throws UnknownUnitIdException, ModbusResponseException {
        return new ReadDiscreteInputsResponse(bits(unit, Table.DISCRETE, request.address(), request.quantity()));
    }

    @Override
    public ReadHoldingRegistersResponse readHoldingRegisters(
            ModbusRequestContext context, int unit, ReadHoldingRegistersRequest request)
            throws UnknownUnitIdException, ModbusResponseException {
        return new ReadHoldingRegistersResponse(registers(unit, Table.HOLDING, request.address(), request.quantity()));
    }

    @Override
    public ReadInputRegistersResponse readInputRegisters(
            ModbusRequestContext context, int unit, ReadInputRegistersRequest request)
            throws UnknownUnitIdException, ModbusResponseException {
        return new ReadInputRegistersResponse(registers(unit, Table.INPUT, request.address(), request.quantity()));
    }
}
