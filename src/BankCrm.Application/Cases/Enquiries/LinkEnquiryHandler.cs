using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Enquiries;

internal sealed class LinkEnquiryHandler(
    CrmDb db, CurrentUser user, EnquiryFile files, IColumnCipher cipher, CustomerCiphers ciphers, IBlindIndex index, ICaseNumbers numbers, WorkingCalendar calendar,
    IRowLock rows)
    : ICommandHandler<LinkEnquiry>
{
    public async Task HandleAsync(LinkEnquiry command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command.Id, command.Version, ct);
        var (enquiry, now) = (file.It, file.Now);
        var number = command.CustomerNumber.Trim();
        var id = await db.Customers.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) ?? throw new RefusedException("No customer has this number.");
        var customer = await db.CustomerToOpenAsync(id, user, ct);
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        var time = await calendar.OfBranchAsync(db, customer.BranchId, ct);
        var category = enquiry.CategoryId is { } topic ? await db.CaseTopics.SingleOrDefaultAsync(t => t.Id == topic && t.RetiredAt == null, ct) : null;
        var opened = ServiceCase.Open(
            new(command.CaseId, await numbers.NextAsync(ct), enquiry.Channel, enquiry.ReceivedAt), customer, new(enquiry.Kind, CasePriority.Normal, category?.Id, null),
            safe.Seal(ServiceCase.SubjectColumn, command.CaseId, cipher.Open(Enquiry.SubjectColumn, enquiry.Id, enquiry.Subject)),
            CaseFile.Words(Said(enquiry, EnquiryStepKind.TakenIn) ?? "", safe, now), CasePromises.Of(category), user.Person, now, time);
        if (enquiry.OwnerId is { } owner)
        {
            opened.Claim(owner, now);
        }
        else if (enquiry.QueueId is { } queue && enquiry.BranchId == customer.BranchId)
        {
            await rows.TakeAsync<WorkQueue>(queue, ct); // it is not closed meanwhile
            opened.PutInto(queue, why: null, user.Person, now);
        }

        if (enquiry.AnsweredAt is { } answered)
        {
            opened.Answer(CaseFile.Words(Said(enquiry, EnquiryStepKind.Answered) ?? "", safe, now), enquiry.Channel, user.Person, answered, time);
        }

        db.Add(opened);
        enquiry.GoOnAs(opened, user.Person, now, file.Time);
    }

    private string? Said(Enquiry enquiry, EnquiryStepKind kind) =>
        enquiry.Steps.OrderBy(s => s.At).FirstOrDefault(s => s.Kind == kind) is { Text: { } text } step ? cipher.Open(EnquiryStep.TextColumn, step.Id, text) : null;
}
