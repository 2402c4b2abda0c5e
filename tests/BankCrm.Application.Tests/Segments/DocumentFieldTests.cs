using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Segments;

public sealed class DocumentFieldTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());

    private readonly SegmentBank bank = new(crm);
    private int numbers;

    [Fact]
    public async Task Of_several_documents_the_one_counts_that_is_valid_longest()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        await HasAsync(branch, "expired", Today.AddDays(-1));
        await HasAsync(branch, "last-day", Today);
        await HasAsync(branch, "soon", Today.AddDays(60));
        await HasAsync(branch, "later", Today.AddDays(61));
        await HasAsync(branch, "replaced", Today.AddDays(-400), Today.AddDays(900));
        await HasAsync(branch, "both-old", Today.AddDays(-400), Today.AddDays(-20));
        await HasAsync(branch, "endless", Today.AddDays(-400), [null]);
        await branch.HasCustomerAsync(new() { Name = "张伟", Tags = ["none"] });

        Assert.Equal("both-old expired", await FitAsync(manager, new SegmentCondition("document-expired", SegmentTest.Yes)));
        Assert.Equal("endless last-day later none replaced soon", await FitAsync(manager, new SegmentCondition("document-expired", SegmentTest.No)));
        Assert.Equal("last-day soon", await FitAsync(manager, new SegmentCondition("document-until", SegmentTest.InNextDays, "60")));
        Assert.Equal("expired last-day", await FitAsync(manager, new SegmentCondition("document-until", SegmentTest.InLastDays, "2")));
        Assert.Equal("later replaced", await FitAsync(manager, new SegmentCondition("document-until", SegmentTest.BetweenDays, $"{Today.AddDays(61):yyyy-MM-dd}", "")));
        Assert.Equal("both-old expired last-day soon", await FitAsync(manager, ReadyMadeSegment.ExpiringDocuments.Asks));
    }

    private Task<Guid> HasAsync(TestBranch branch, string tag, DateOnly? until, params DateOnly?[] further) => branch.HasCustomerAsync(new()
    {
        Name = "张伟",
        Tags = [tag],
        DocumentKind = IdentityDocumentKind.Passport,
        DocumentNumber = Number(),
        DocumentValidUntil = until,
        FurtherDocuments = [.. further.Select(f => new DraftDocument(IdentityDocumentKind.Passport, Number(), "CN", f))],
    });

    private string Number() => $"E{Interlocked.Increment(ref numbers):00000000}";

    // Each customer bears a tag of their own, by which they are told apart.
    private async Task<string> FitAsync(TestStaff staff, SegmentPart asks)
    {
        var fit = new List<string>();
        foreach (var tag in new[] { "both-old", "endless", "expired", "last-day", "later", "none", "replaced", "soon" })
        {
            if (await bank.CountAsync(staff, SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, tag), asks)) == 1)
            {
                fit.Add(tag);
            }
        }

        return string.Join(' ', fit);
    }
}
