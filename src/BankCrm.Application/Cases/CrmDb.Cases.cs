using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Cases.ServiceCases;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<ServiceCase> ServiceCases => Set<ServiceCase>();

    public DbSet<CaseStep> CaseSteps => Set<CaseStep>();

    public DbSet<CaseClock> CaseClocks => Set<CaseClock>();

    public DbSet<CaseTopic> CaseTopics => Set<CaseTopic>();

    public DbSet<Compensation> Compensations => Set<Compensation>();

    public DbSet<ReadyText> ReadyTexts => Set<ReadyText>();

    public DbSet<Enquiry> Enquiries => Set<Enquiry>();

    public DbSet<EnquiryClock> EnquiryClocks => Set<EnquiryClock>();

    public DbSet<EnquiryStep> EnquirySteps => Set<EnquiryStep>();

    public DbSet<TextHelp> TextHelps => Set<TextHelp>();
}
