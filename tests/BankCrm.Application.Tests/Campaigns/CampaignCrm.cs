using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Tests.Customers.Messaging;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Infrastructure.Campaigns;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Campaigns;

/// <summary>A bank that runs campaigns: marketing drafts and launches them, compliance approves.</summary>
public sealed class CampaignCrm : MessagingCrm
{
    public static readonly string[] Marketing =
    [
        CampaignPermissions.Read, CampaignPermissions.Write, CampaignPermissions.Launch, CampaignPermissions.Stop,
        SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Everybodys, SegmentPermissions.WholeBank,
    ];

    public static readonly string[] Compliance = [CampaignPermissions.Read, CampaignPermissions.Approve, CampaignPermissions.Stop, SegmentPermissions.Read, SegmentPermissions.Members];

    private int tags;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        base.Settings.Append(new("BankCrm:Campaigns:LinkAddress", "https://bank.example")).Append(new("BankCrm:Campaigns:TestNumbers:0", "+8613800138000"));

    internal CampaignSender NewCampaignSender() => ActivatorUtilities.CreateInstance<CampaignSender>(Services);

    /// <summary>Another instance of the program.</summary>
    internal OccasionWatch NewOccasionWatch() => ActivatorUtilities.CreateInstance<OccasionWatch>(Services);

    /// <summary>Everything jobs do until there is nothing left to do now.</summary>
    public async Task RunAsync()
    {
        var (keeper, sender) = (ActivatorUtilities.CreateInstance<CampaignKeeper>(Services), NewCampaignSender());
        while (await keeper.RunNextAsync(CancellationToken.None) | await sender.RunNextAsync(CancellationToken.None))
        {
        }
    }

    public Task<TestStaff> MarketingAsync() => NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing);

    public Task<TestStaff> ComplianceAsync() => NewBranch().HasStaffAsync(RoleReach.AllBranches, Compliance);

    /// <summary>A word that stands on the customers of one test only.</summary>
    public string NewTag() => $"c{Interlocked.Increment(ref tags)}-{Guid.NewGuid():n}"[..20];

    public static CustomerDraft Person(string tag, string mobile = "", string email = "", bool? agrees = true) => new()
    {
        Name = $"王{mobile}{email}",
        Mobile = mobile,
        Email = email,
        AgreesToMarketing = agrees,
        ConsentProof = "Form",
        Tags = [tag],
    };

    public async Task<Guid> SegmentAsync(TestStaff marketing, string tag)
    {
        var segment = new MakeSegment { Name = $"Tagged {tag}", Reach = SegmentReach.Bank, Asks = SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, tag)) };
        await As(marketing).SendAsync(segment);
        return segment.Id;
    }

    public CampaignPlan Plan => new()
    {
        Name = "Spring deposits",
        StartsOn = Domain.Admin.Branches.Branch.DayAt(Now),
        EndsOn = Domain.Admin.Branches.Branch.DayAt(Now).AddDays(30),
        ControlPercent = 0,
        PerHour = CampaignPlan.MostAnHour,
    };

    public async Task<Guid> DraftAsync(TestStaff marketing, string tag, CampaignPlan plan, params CampaignChannel[] channels)
    {
        var id = Guid.CreateVersion7();
        await As(marketing).SendAsync(new DraftCampaign(id, null, plan, new([await SegmentAsync(marketing, tag)], [], channels)));
        foreach (var channel in channels)
        {
            foreach (var arm in plan.BPercent > 0 ? new[] { CampaignArm.A, CampaignArm.B } : [CampaignArm.A])
            {
                await As(marketing).SendAsync(new WriteCampaignText(
                    id, await VersionAsync(id), Guid.CreateVersion7(), new(channel, arm, TextLanguage.Chinese), "春季存款", $"{{customer.name}}，春季存款 {arm}"));
            }
        }

        return id;
    }

    /// <summary>Drafted, proposed, approved by somebody else and launched.</summary>
    public async Task<Guid> LaunchAsync(TestStaff marketing, string tag, CampaignPlan plan, params CampaignChannel[] channels)
    {
        var id = await DraftAsync(marketing, tag, plan, channels);
        await As(marketing).SendAsync(new ProposeCampaign(id, await VersionAsync(id)));
        await As(await ComplianceAsync()).SendAsync(new ApproveCampaign(id, await VersionAsync(id)));
        await As(marketing).SendAsync(new LaunchCampaign(id, await VersionAsync(id)));
        return id;
    }

    public Task<uint> VersionAsync(Guid id) => ReadAsync(db => db.Campaigns.Where(c => c.Id == id).Select(c => c.Version).SingleAsync());

    public Task<List<CampaignContact>> ContactsAsync(Guid id) => ReadAsync(db => db.CampaignContacts.Where(c => c.CampaignId == id).OrderBy(c => c.Wave).ThenBy(c => c.Id).ToListAsync());
}
