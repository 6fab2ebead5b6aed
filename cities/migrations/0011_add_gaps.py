import cities.models.source
import creativecity.thai_calendar
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '__first__'),
        ('cities', '0010_add_milestones'),
    ]

    operations = [
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('said_by', models.CharField(max_length=200, verbose_name='said by')),
                ('text_th', models.TextField(max_length=4000, verbose_name='in Thai')),
                ('text_en', models.TextField(blank=True, max_length=4000, verbose_name='in English')),
                ('effective_on', models.DateField(default=creativecity.thai_calendar.today, verbose_name='said on')),
                ('precision', models.CharField(choices=[('day', 'to the day'), ('month', 'to the month'), ('year', 'to the year'), ('fiscal-year', 'to the fiscal year'), ('on-or-before', 'on or before'), ('unknown', 'unknown')], default='day', max_length=12, verbose_name='how exactly the day is known')),
                ('is_public', models.BooleanField(default=False, verbose_name='the public may read it')),
                ('source_codes', cities.models.source.SourceCodesField(blank=True, default=list, verbose_name='sources')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='cities.candidacy')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'feedback',
                'verbose_name_plural': 'feedback',
                'ordering': ['effective_on', 'sequence'],
            },
        ),
        migrations.CreateModel(
            name='Gap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_th', models.CharField(max_length=300, verbose_name='gap in Thai')),
                ('text_en', models.CharField(blank=True, max_length=300, verbose_name='gap in English')),
                ('indicator_code', models.CharField(blank=True, max_length=12, verbose_name='indicator')),
                ('found_on', models.DateField(default=creativecity.thai_calendar.today, verbose_name='found on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('closed_how', models.TextField(blank=True, max_length=1000, verbose_name='how it was closed')),
                ('is_public', models.BooleanField(default=False, verbose_name='the public may read it')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gaps', to='cities.candidacy')),
                ('carried_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='cities.gap', verbose_name='carried from')),
            ],
            options={
                'verbose_name': 'gap',
                'verbose_name_plural': 'gaps',
                'ordering': ['candidacy', 'found_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_how', ''), ('closed_on', None)), models.Q(('closed_on__isnull', False), models.Q(('closed_how', ''), _negated=True)), _connector='OR'), name='gap_closed_how', violation_error_message='Say how the gap was closed.'), models.UniqueConstraint(fields=('candidacy', 'carried_from'), name='gap_carried_once', violation_error_message='This gap was carried over already.')],
            },
        ),
    ]
