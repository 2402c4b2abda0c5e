using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Localisation;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Satisfaction;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Satisfaction;

/// <summary>A low answer, as far as something is to come of it.</summary>
/// <param name="About">The case they were asked about. Null: about none.</param>
/// <param name="Text">What they wrote or said. Empty: nothing.</param>
/// <param name="By">Who asked. Null: another system did.</param>
internal sealed record ToldLow(Customer Customer, CustomerSafe Safe, ServiceCase? About, int Score, string Text, Guid? By, DateTimeOffset Now);

/// <summary>Does what the bank has set for those who are not satisfied.</summary>
internal sealed class LowAnswers(CrmDb db, SatisfactionRules rules, IWording wording, ICaseNumbers numbers, WorkingCalendar calendar, QueueFinder finder, IRowLock rows)
{
    // Follow-ups of the system are written in the language the bank's staff work in.
    private const string Language = "zh-Hans";

    public Task ActAsync(ToldLow told, CancellationToken ct) => !SurveyAnswer.IsLow(told.Score) ? Task.CompletedTask : rules.LowAnswer switch
    {
        LowAnswer.FollowUp => PlanAsync(told, ct),
        LowAnswer.Complaint => OpenAsync(told, ct),
        _ => Task.CompletedTask,
    };

    // Whom a complaint is about does not call: it lies with the branch then.
    private async Task PlanAsync(ToldLow told, CancellationToken ct)
    {
        var owner = (told.About?.OwnerId ?? told.Customer.OwnerId) is { } id && told.About?.AboutStaff.Contains(id) is not true
            && await db.CaseColleagues(told.Customer.BranchId, told.Now).AnyAsync(s => s.Id == id, ct) ? id : (Guid?)null;
        var days = await calendar.DaysAsync(db, ct);
        var followUp = FollowUp.For(
            Guid.CreateVersion7(told.Now), told.Customer.BranchId, told.Customer.Id,
            new(SubjectOf(told), FollowUpKind.Call, FollowUpPriority.High, new(days.After(Branch.DayAt(told.Now), 1), null)), owner, told.By, told.Now);
        db.Add(followUp);
        db.Tell(NoticeKind.Given, followUp, owner, told.By ?? Guid.Empty, told.Now);
    }

    private async Task OpenAsync(ToldLow told, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(told.Now);
        var category = told.About?.CategoryId is { } topic ? await db.CaseTopics.SingleOrDefaultAsync(t => t.Id == topic && t.RetiredAt == null, ct) : null;
        var subject = SubjectOf(told);
        var complaint = ServiceCase.Open(
            new(id, await numbers.NextAsync(ct), CaseChannel.Survey, told.Now), told.Customer,
            new(CaseKind.Complaint, CasePriority.Normal, category?.Id, null) { AboutStaff = told.About?.AboutStaff ?? [] },
            told.Safe.Seal(ServiceCase.SubjectColumn, id, subject), CaseFile.Words(told.Text.Trim() is { Length: > 0 } words ? words : subject, told.Safe, told.Now), CasePromises.Of(category), told.By,
            told.Now, await calendar.OfBranchAsync(db, told.Customer.BranchId, ct));
        var chosen = await finder.ChooseAsync(db, told.Customer.BranchId, category?.Id, told.Customer.Language, told.Text.Trim(), ct);
        if (chosen.Winner is { } queue)
        {
            await rows.TakeAsync<WorkQueue>(queue.Id, ct); // it is not closed meanwhile
            complaint.PutInto(queue.Id, why: null, told.By, told.Now, chosen);
        }

        db.Add(complaint);
        told.About?.LinkWith(complaint, told.By, told.Now);
    }

    private string SubjectOf(ToldLow told) => told.About is { } about
        ? wording.In(Language)["Not satisfied with case {0}: {1} of 5", about.Number, told.Score]
        : wording.In(Language)["Not satisfied: {0} of 5 in a survey", told.Score];
}
