namespace BankCrm.Domain.Common;

/// <summary>For what a colleague shows once more that it is them, though they are signed in: what could do the bank great harm from a desk that was left open.</summary>
public enum StepUpPurpose
{
    [Means("Changing users, roles and branches")] People,
    [Means("Changing which systems may use the interface")] Interfaces,
    [Means("Merging customers and taking merges back")] Merges,
    [Means("Handing out customers’ data as files")] Exports,
    [Means("Letting campaigns run")] Campaigns,
    [Means("Reading and closing alerts")] Alerts,
    [Means("Changing the bank’s settings")] Settings,
    [Means("Letting messages leave, and when")] Channels,
    [Means("Changing how you sign in")] SignIn,
}
