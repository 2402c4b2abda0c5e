using BankCrm.Application.Common;

namespace BankCrm.Application.Counter;

public static class CounterPermissions
{
    [Permission("Hand out tickets, open a window and serve whoever is called to it", ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string Serve = "counter.serve";

    [Permission("Set up windows, close those of colleagues, and see the day's figures", ShippedRole.BranchManager)]
    public const string Direct = "counter.direct";
}
