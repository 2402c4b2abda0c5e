using System.Text;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Infrastructure.Campaigns;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

/// <summary>A bank with a scanner that finds what says so, and is out of order where the file says that.</summary>
public sealed class AttachingCrm : TestCrm, IVirusScanner
{
    public bool IsSetUp => true;

    public async Task<bool> IsCleanAsync(Stream content, CancellationToken ct)
    {
        using var text = new StreamReader(content);
        var said = await text.ReadToEndAsync(ct);
        return said.Contains("SILENT", StringComparison.Ordinal) ? throw new IOException("no answer") : !said.Contains("EICAR", StringComparison.Ordinal);
    }

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IVirusScanner>(this);
}

public sealed class ScannedAttachmentTests(AttachingCrm crm) : IClassFixture<AttachingCrm>
{
    [Fact]
    public async Task What_a_scanner_finds_is_not_kept_at_all()
    {
        var staff = await crm.NewBranch().HasStaffAsync(Domain.Admin.Roles.RoleReach.AllBranches, CampaignCrm.Marketing);
        var campaign = await DraftAsync(staff);

        Assert.Equal("A virus was found in this file. It is not attached.", await RefusedAsync(staff, campaign, "%PDF-1.7 EICAR"));
        Assert.Equal("The virus scanner does not answer. Try again in a minute.", await RefusedAsync(staff, campaign, "%PDF-1.7 SILENT"));
        Assert.Empty(crm.Services.GetRequiredService<IFileStore>().OlderThan(CampaignFiles.Area, DateTimeOffset.MaxValue));

        await crm.As(staff).SendAsync(CampaignAttachmentTests.File(campaign, await VersionAsync(campaign), "%PDF-1.7 clean"));
        Assert.True(Assert.Single(await crm.ReadAsync(db => db.CampaignAttachments.ToListAsync())).IsScanned);
    }

    private async Task<string> RefusedAsync(TestStaff staff, Guid campaign, string content) =>
        (await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(staff).SendAsync(CampaignAttachmentTests.File(campaign, await VersionAsync(campaign), content)))).Message;

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.Campaigns.Where(c => c.Id == id).Select(c => c.Version).SingleAsync());

    private async Task<Guid> DraftAsync(TestStaff staff)
    {
        var today = Domain.Admin.Branches.Branch.DayAt(TimeProvider.System.GetUtcNow());
        var segment = new Application.Segments.Definitions.MakeSegment
        {
            Name = "All",
            Reach = Domain.Segments.Definitions.SegmentReach.Bank,
            Asks = Domain.Segments.Definitions.SegmentGroup.All(new Domain.Segments.Definitions.SegmentCondition("tags", Domain.Segments.Definitions.SegmentTest.HasAnyOf, "x")),
        };
        await crm.As(staff).SendAsync(segment);
        var id = Guid.CreateVersion7();
        await crm.As(staff).SendAsync(new DraftCampaign(id, null, new() { Name = "Spring", StartsOn = today, EndsOn = today.AddDays(9) }, new([segment.Id], [], [CampaignChannel.Email])));
        await crm.As(staff).SendAsync(new WriteCampaignText(id, await VersionAsync(id), Guid.CreateVersion7(), CampaignAttachmentTests.Email, "春季", "存款"));
        return id;
    }
}

/// <summary>Files that go along with e-mails of campaigns.</summary>
public sealed class CampaignAttachmentTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private const string Pdf = "%PDF-1.7 terms of the deposit";

    internal static readonly CampaignTextPlace Email = new(CampaignChannel.Email, CampaignArm.A, TextLanguage.Chinese);

    [Fact]
    public async Task Each_e_mail_has_the_files_of_its_text_along()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, email: "one@customer.example"));
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, email: "two@customer.example"));
        var id = await crm.DraftAsync(marketing, tag, crm.Plan, CampaignChannel.Email);
        await AttachAsync(marketing, id, Pdf, "存款条款.pdf");
        await AttachAsync(marketing, id, "\u0089PNG\r\n\u001a\n picture", "picture.png");
        await LaunchAsync(marketing, id);

        await crm.RunAsync();

        var contacts = await crm.ContactsAsync(id);
        Assert.Equal(2, contacts.Count);
        Assert.All(contacts, c =>
        {
            var mail = Assert.Single(crm.Mail.Mails, m => m.Text.Contains($"{c.Id:n}", StringComparison.Ordinal)).Text;
            Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Pdf)), mail, StringComparison.Ordinal);
            Assert.Contains("application/pdf", mail, StringComparison.Ordinal);
            Assert.Contains("picture.png", mail, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Where_a_file_cannot_be_read_its_e_mails_wait_and_the_rest_goes()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var byEmail = await branch.HasCustomerAsync(CampaignCrm.Person(tag, email: "four@customer.example"));
        var bySms = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13699990001"));
        var id = await crm.DraftAsync(marketing, tag, crm.Plan, CampaignChannel.Email, CampaignChannel.Sms);
        var file = await AttachAsync(marketing, id, Pdf);
        crm.Services.GetRequiredService<IFileStore>().Delete(CampaignFiles.Area, file);
        await LaunchAsync(marketing, id);

        await crm.RunAsync();

        var contacts = (await crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId, c => c.State);
        Assert.Equal((ContactState.Planned, ContactState.Sent), (contacts[byEmail], contacts[bySms]));
    }

    [Fact]
    public async Task A_test_has_them_too()
    {
        var (marketing, tag) = (await crm.MarketingAsync(), crm.NewTag());
        var id = await crm.DraftAsync(marketing, tag, crm.Plan, CampaignChannel.Email);
        await AttachAsync(marketing, id, Pdf);
        var test = Guid.CreateVersion7();

        await crm.As(marketing).SendAsync(new SendCampaignTest(test, id, Email, "li.na@bank.example"));
        await crm.SendAllAsync();

        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Pdf)), Assert.Single(crm.Mail.Mails, m => m.Text.Contains($"{test:n}", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_approved_needs_the_approval_again_and_what_runs_stays_as_it_is()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, email: "three@customer.example"));
        var id = await crm.DraftAsync(marketing, tag, crm.Plan, CampaignChannel.Email);
        await crm.As(marketing).SendAsync(new ProposeCampaign(id, await crm.VersionAsync(id)));
        await crm.As(await crm.ComplianceAsync()).SendAsync(new ApproveCampaign(id, await crm.VersionAsync(id)));

        var file = await AttachAsync(marketing, id, Pdf);
        Assert.Equal(CampaignState.Draft, (await ShownAsync(marketing, id)).State);
        await LaunchAsync(marketing, id);

        await RefusesAsync("Pause it first: what runs is not changed.", () => AttachAsync(marketing, id, Pdf));
        await RefusesAsync("Pause it first: what runs is not changed.", async () => await crm.As(marketing).SendAsync(new DetachFile(id, await crm.VersionAsync(id), file)));
        await crm.As(marketing).SendAsync(new StopCampaign(id, await crm.VersionAsync(id), "Wrong rate"));
    }

    [Fact]
    public async Task It_is_checked_by_what_is_in_it_and_few_and_small_ones_go_along()
    {
        var (marketing, tag) = (await crm.MarketingAsync(), crm.NewTag());
        var id = await crm.DraftAsync(marketing, tag, crm.Plan, CampaignChannel.Email, CampaignChannel.Sms);

        await RefusesAsync("The file is not what its name says. Save it anew in the program it came from.", () => AttachAsync(marketing, id, "MZ a program", "terms.pdf"));
        await RefusesAsync("Attach a PDF, a PNG or a JPEG file.", () => AttachAsync(marketing, id, "only words", "terms.txt"));
        await RefusesAsync("The file is larger than {0} MB.", () => AttachAsync(marketing, id, Pdf + new string(' ', CampaignAttachment.MostBytes)));
        await RefusesAsync("This text is not written yet. Save it first.", () => AttachAsync(marketing, id, Pdf, place: Email with { Language = TextLanguage.English }));
        await RefusesAsync("Files go along with e-mails only.", () => AttachAsync(marketing, id, Pdf, place: Email with { Channel = CampaignChannel.Sms }));
        await Assert.ThrowsAsync<ValidationException>(() => AttachAsync(marketing, id, Pdf, ""));
        for (var i = 0; i < CampaignAttachment.Most; i++)
        {
            await AttachAsync(marketing, id, Pdf, $"terms{i}.pdf");
        }

        await RefusesAsync("At most {0} files go along with a text.", () => AttachAsync(marketing, id, Pdf));
        Assert.Equal(["terms0.pdf", "terms1.pdf", "terms2.pdf"], (await ShownAsync(marketing, id)).Texts.Single(t => t.Place == Email).Files.Select(f => f.Name));
    }

    [Fact]
    public async Task Taken_off_it_is_gone_and_both_stand_in_the_history()
    {
        var (marketing, tag) = (await crm.MarketingAsync(), crm.NewTag());
        var id = await crm.DraftAsync(marketing, tag, crm.Plan, CampaignChannel.Email);
        var file = await AttachAsync(marketing, id, Pdf);
        var opened = await crm.As(marketing).AskAsync<OpenCampaignFile, OpenedCampaignFile>(new(id, file));
        using (var text = new StreamReader(opened.Content))
        {
            Assert.Equal((Pdf, "terms.pdf", AttachmentKind.Pdf), (await text.ReadToEndAsync(), opened.Name, opened.Kind));
        }

        await crm.As(marketing).SendAsync(new DetachFile(id, await crm.VersionAsync(id), file));

        var (store, tidying) = (crm.Services.GetRequiredService<IFileStore>(), ActivatorUtilities.CreateInstance<CampaignFileTidying>(crm.Services));
        Assert.Contains(file, store.OlderThan(CampaignFiles.Area, DateTimeOffset.MaxValue));
        await tidying.TidyAsync(DateTimeOffset.MaxValue, CancellationToken.None);
        Assert.DoesNotContain(file, store.OlderThan(CampaignFiles.Area, DateTimeOffset.MaxValue));
        var shown = await ShownAsync(marketing, id);
        Assert.Empty(shown.Texts.SelectMany(t => t.Files));
        Assert.Equal([("terms.pdf", CampaignStepKind.Detached), ("terms.pdf", CampaignStepKind.Attached)], shown.Steps.Where(s => s.Note.Length > 0).Select(s => (s.Note, s.Kind)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(marketing).AskAsync<OpenCampaignFile, OpenedCampaignFile>(new(id, file)));
        await RefusesAsync("The file is not attached any more.", async () => await crm.As(marketing).SendAsync(new DetachFile(id, await crm.VersionAsync(id), file)));
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == file).ToListAsync());
        Assert.Equal(2, entries.Count(e => e.Actor == marketing.Id)); // attached, taken off
        Assert.DoesNotContain(entries, e => e.Changes?.Contains("FileKey", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Another_branch_s_campaign_has_none_to_see_and_who_only_reads_attaches_none()
    {
        var (marketing, tag) = (await crm.MarketingAsync(), crm.NewTag());
        var (north, south) = (crm.NewBranch(), crm.NewBranch());
        await north.SaveAsync();
        var id = Guid.CreateVersion7();
        await crm.As(marketing).SendAsync(new DraftCampaign(id, north.Id, crm.Plan, new([await crm.SegmentAsync(marketing, tag)], [], [CampaignChannel.Email])));
        await crm.As(marketing).SendAsync(new WriteCampaignText(id, await crm.VersionAsync(id), Guid.CreateVersion7(), Email, "春季", "存款"));
        var file = await AttachAsync(marketing, id, Pdf);

        var reader = await north.HasStaffAsync(CampaignPermissions.Read);
        Assert.Equal("terms.pdf", (await crm.As(reader).AskAsync<OpenCampaignFile, OpenedCampaignFile>(new(id, file))).Name);
        await Assert.ThrowsAsync<ForbiddenException>(() => AttachAsync(reader, id, Pdf));
        var stranger = await south.HasStaffAsync(CampaignPermissions.Read, CampaignPermissions.Write);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).AskAsync<OpenCampaignFile, OpenedCampaignFile>(new(id, file)));
        await Assert.ThrowsAsync<NotFoundException>(() => AttachAsync(stranger, id, Pdf));
    }

    internal static AttachFile File(Guid campaign, uint version, string content, string name = "terms.pdf", CampaignTextPlace? place = null) => new()
    {
        Id = Guid.CreateVersion7(),
        CampaignId = campaign,
        Version = version,
        Place = place ?? Email,
        FileName = name,
        Content = new MemoryStream(Encoding.Latin1.GetBytes(content)),
    };

    private async Task<Guid> AttachAsync(TestStaff staff, Guid campaign, string content, string name = "terms.pdf", CampaignTextPlace? place = null)
    {
        var file = File(campaign, await crm.VersionAsync(campaign), content, name, place);
        await crm.As(staff).SendAsync(file);
        return file.Id;
    }

    private Task<CampaignShown> ShownAsync(TestStaff staff, Guid id) => crm.As(staff).AskAsync<GetCampaign, CampaignShown>(new(id));

    private async Task LaunchAsync(TestStaff marketing, Guid id)
    {
        await crm.As(marketing).SendAsync(new ProposeCampaign(id, await crm.VersionAsync(id)));
        await crm.As(await crm.ComplianceAsync()).SendAsync(new ApproveCampaign(id, await crm.VersionAsync(id)));
        await crm.As(marketing).SendAsync(new LaunchCampaign(id, await crm.VersionAsync(id)));
    }

    private static async Task RefusesAsync(string sentence, Func<Task> act) => Assert.Equal(sentence, (await Assert.ThrowsAsync<RefusedException>(act)).Message);
}
