import { describe, expect, it } from "vitest";
import { networkOf } from "../../../src/http/network.ts";

describe("an address is counted under", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8:1:2::", "2001:db8:1:2"],
    ["2001:db8:1:2::9", "2001:db8:1:2"],
    ["2001:DB8:0001:0002:ffff::", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["2001:db8::2:3:4:5:6", "2001:db8:0:2"],
    ["::1", "0:0:0:0"],
    ["::", "0:0:0:0"],
    ["::ffff:192.0.2.7", "::ffff:192.0.2.7"],
    ["unknown", "unknown"],
  ])("%s: %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
